// Sheet values to a workbook file; the one module that imports the C library.
