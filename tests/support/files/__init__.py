"""Files of leads that tests read: workbooks, exports, ugly text, and long lists of numbers."""
