// Bytes to records to column batches, only the columns that are asked for. Knows contracts, not
// policies.
