// Use cases that glue the modules; the only place with effects, taken by protocol.
