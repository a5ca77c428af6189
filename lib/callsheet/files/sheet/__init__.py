"""What all workbook readers share: cells, number formats, dates, hidden parts."""
