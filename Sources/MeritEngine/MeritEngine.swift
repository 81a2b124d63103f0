// Pure: compiled policy, measure table and prior periods to a calculation with its explanation.
