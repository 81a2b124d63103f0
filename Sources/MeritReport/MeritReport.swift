// A calculation to a report to sheets of typed cells; Markdown and CSV are pure text from them.
