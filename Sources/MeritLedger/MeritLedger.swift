// The history of closed periods in SQLite: the only writer of it. Records are values of MeritModel;
// what is sealed and why is decided in MeritApp. No policies, no rows, no files but the ledger's own.
