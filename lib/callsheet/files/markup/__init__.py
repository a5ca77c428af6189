"""Web pages and XML spreadsheets, often saved under the name of a workbook."""
