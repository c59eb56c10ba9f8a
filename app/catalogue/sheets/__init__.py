"""Any list that an office keeps, read into rows: what the file is, where its headings are, what each row is."""
