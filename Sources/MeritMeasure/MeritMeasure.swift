// Compiled measures over column batches to the measure table: the one hot path. Sums by person,
// exact distinct counts.
