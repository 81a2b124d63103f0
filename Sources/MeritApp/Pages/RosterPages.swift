// A table: the pages of the codes on the people that rows belong to.

import MeritModel

/// The pages of D103, D105 and D114 to D117.
enum RosterPages {
  static let all: [CodePage] = [
    CodePage(
      .unknownOwner,
      meaning: """
        A row belongs to somebody who is not on the roster. The row counts for nobody.
        """,
      example: """
        sale_id,agent_id,amount
        S1,E999,100
        """,
      mend: """
        Add the person to the roster, or the name that the export uses to an identity table: alias and
        employee_id.
        """),
    CodePage(
      .overlappingRosterRows,
      meaning: """
        Two roster rows of one person are valid on the same day, so role and team of that day are not
        certain.
        """,
      example: """
        employee_id,team_id,valid_from,valid_to
        E1,T1,2026-01-01,2026-03-15
        E1,T2,2026-03-15,
        """,
      mend: """
        Let the earlier row end the day before the later one begins, here 2026-03-14: both days belong
        to the row.
        """),
    CodePage(
      .aliasTwice,
      meaning: """
        An identity table gives one alias to two people.
        """,
      example: """
        alias,employee_id
        anna,E1
        anna,E7
        """,
      mend: """
        Keep the right line. If two people use one login, their rows cannot be told apart: ask for
        logins of their own.
        """),
    CodePage(
      .reportingLineCloses,
      meaning: """
        Managers report to each other in a ring, so it is not known who belongs to whose organisation.
        """,
      example: """
        employee_id,manager_id
        E1,E2
        E2,E1
        """,
      mend: """
        Correct manager_id of one of them; it is empty for the person at the top.
        """),
    CodePage(
      .roleUnknown,
      meaning: """
        The roster gives a person a role that no plan of the policy knows. Where the policy lists the
        roles as choices of the column, the row is told as D111.
        """,
      example: """
        "role": ["specialist", "team_lead"]

        employee_id,role
        E1,boss
        """,
      mend: """
        Correct the roster, map the word in merit.json ("values": { "boss": "team_lead" }), or add the
        role and its plan to the policy.
        """),
    CodePage(
      .rowOutsideEmployment,
      meaning: """
        A row lies on a day on which its owner's roster rows are not valid, such as a sale booked after
        leaving. It counts if the person is in the period.
        """,
      example: """
        E1 is on the roster to 2026-03-10; the sale S1 of E1 was closed on 2026-03-12
        """,
      mend: """
        Nothing has to be done if the row is right. Otherwise correct its date, or the roster.
        """),
    CodePage(
      .guardBroken,
      meaning: """
        A value lies outside the limit of a guard, as a bonus below a legal floor. The guard only tells
        it, unless it says "apply": true: then the bonus takes the limit.
        """,
      example: """
        "guards": { "minimum_wage": { "of": "month_pay", "atLeast": "2320 CNY" } }
        The month pay of E1 is 2300.
        """,
      mend: """
        Nothing has to be done if the value is meant. Otherwise correct the data or the rule, or let the
        guard apply.
        """),
    CodePage(
      .severalPlansHold,
      meaning: """
        Several plans of one role have a condition that the person's roster row meets, so it is not said
        which of them pays.
        """,
      example: """
        { "id": "new", "roles": ["agent"], "when": "roster.level < 3" }
        { "id": "old", "roles": ["agent"], "when": "roster.level > 1" }
        """,
      mend: """
        Let the conditions exclude each other. A plan without "when" is for everybody whom no other plan
        of the role wants.
        """),
  ]
}
