// A table: the pages of the codes on bands, tiers and decision tables.

import MeritModel

/// The pages of P301 to P320.
enum BandPages {
  static let all: [CodePage] = [
    CodePage(
      .rowsOutOfOrder,
      meaning: """
        Rows stand in no order of their edges. The order of bands, tiers and points does not change any
        result, and this version accepts every order.
        """,
      example: """
        "bands": [ { "from": 60, "is": "B" }, { "from": 90, "is": "A" }, { "from": 0, "is": "C" } ]
        """,
      mend: """
        Nothing has to be done. Rows from the highest edge to the lowest are the easiest to read.
        """),
    CodePage(
      .lowestRowTooHigh,
      meaning: """
        Values below the lowest row are possible, and no row says what they give.
        """,
      example: """
        "rows": [ { "from": "100%", "is": 100 }, { "from": "50%", "is": 60 } ]
        """,
      mend: """
        Add a row that begins where the range begins, here { "from": "0%", "is": 0 }, or declare a
        "range" for the value if it can never be so low.
        """),
    CodePage(
      .sameEdgeTwice,
      meaning: """
        Two rows begin at the same edge, so it is not said which of them counts from there on.
        """,
      example: """
        "bands": [ { "from": 80, "is": "A" }, { "from": 80, "is": "B" }, { "from": 0, "is": "C" } ]
        """,
      mend: """
        Change one edge or delete one row. "from" takes the edge itself in, "above" leaves it out.
        """),
    CodePage(
      .valueOrderBreaks,
      meaning: """
        A higher band gives a worse grade than a lower one. More points would then harm.
        """,
      example: """
        "bands": [ { "from": 90, "is": "B" }, { "from": 80, "is": "A" }, { "from": 0, "is": "C" } ]
        """,
      mend: """
        Let better grades stand on higher bands, or correct the order in "gradeSets", best first.
        """),
    CodePage(
      .tableGap,
      meaning: """
        A combination of inputs is possible for which the table has no row. The message shows one.
        """,
      example: """
        "rows": [
          { "grade": "D", "d_quarters": { "below": 3 }, "is": "keep" } ]        D with 3 or more: none
        """,
      mend: """
        Add the row, here { "grade": "D", "d_quarters": { "from": 3 }, "is": "demotion-review" }, or
        write "any" for an input that does not matter.
        """),
    CodePage(
      .tableOverlap,
      meaning: """
        Two rows of a table fit the same inputs. A table has no order in which the first one wins.
        """,
      example: """
        { "grade": "C", "d_quarters": "any",         "is": "keep" },
        { "grade": "C", "d_quarters": { "from": 2 }, "is": "transfer-review" }
        """,
      mend: """
        Narrow one of them, here { "grade": "C", "d_quarters": { "below": 2 }, "is": "keep" }.
        """),
    CodePage(
      .rowNeverReached,
      meaning: """
        No possible input reaches this row of the table: it lies outside the range of an input.
        """,
      example: """
        "d_quarters": { "kind": "count", "range": "0..4" }
        { "grade": "D", "d_quarters": { "from": 5 }, "is": "demotion-review" }
        """,
      mend: """
        Delete the row, or widen the range where the input is defined.
        """),
    CodePage(
      .columnNeverMatters,
      meaning: """
        An input of a table never changes what the table gives: for every value of it the same stands
        there.
        """,
      example: """
        "inputs": { "grade": "year.grade", "d_quarters": "d_quarters" },
        "rows": [ { "grade": "A", "d_quarters": "any", "is": "200%" },
                  { "grade": "B", "d_quarters": "any", "is": "100%" } ]
        """,
      mend: """
        Delete the input from "inputs" and from the rows, or write the rows in which it counts.
        """),
    CodePage(
      .limitNeverReached,
      meaning: """
        A cap or a floor lies where the value can never come. It protects from nothing, though readers
        take it for a safeguard.
        """,
      example: """
        "steps": [ { "id": "base", "start": "800 CNY" }, { "id": "cap", "atMost": "9000 CNY" } ]
        """,
      mend: """
        Delete the limit, or set it inside what the value can reach.
        """),
  ]
}
