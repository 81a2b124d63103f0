// Values everybody shares: exact numbers, dates, periods, kinds, people, findings. Imports
// nothing, not even Foundation.
