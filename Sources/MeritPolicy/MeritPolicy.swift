// JSON text to a located tree, to the schema as written, to the compiled policy; and every check
// that needs no data.
