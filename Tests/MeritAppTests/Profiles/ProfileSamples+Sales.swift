// A table: what a policy's columns hold of the samples of sales systems and survey tools.

import MeritModel

extension ProfileSample {
  static let sales: [ProfileSample] = [
    ProfileSample(
      file: "salesforce-report.csv", profile: "salesforce-report", table: "sales",
      columns: [
        ("sale_id", .id), ("agent_id", .id), ("closed_on", .date), ("created_on", .date),
        ("amount", .money), ("status", .text), ("customer_id", .id),
      ],
      rows: [
        [
          "0061x00000AbCdE", "Ann Lee", "2026-03-02", "2026-02-01", "1200.5", "Closed Won",
          "Acme \"North\"",
        ],
        [
          "0061x00000AbCdF", "Bo Chen", "2026-03-31", "2026-02-28", "80", "Closed Lost",
          "Beta Ltd",
        ],
      ]),
    ProfileSample(
      file: "salesforce-data-loader.csv", profile: "salesforce-data-loader", table: "sales",
      columns: [
        ("sale_id", .id), ("owner_id", .id), ("closed_on", .date), ("created_at", .datetime),
        ("amount", .money), ("status", .text), ("customer_id", .id),
      ],
      rows: [
        [
          "0061x00000AbCdEAAV", "0051x000001AAAA", "2026-03-02", "2026-03-01T04:00:00", "1200.5",
          "Closed Won", "0011x000002BBBB",
        ]
      ]),
    ProfileSample(
      file: "hubspot-deals.csv", profile: "hubspot-deals", table: "sales",
      columns: [
        ("sale_id", .id), ("agent_id", .id), ("closed_on", .date), ("created_on", .date),
        ("amount", .money), ("status", .text), ("customer_id", .id),
      ],
      rows: [["9001", "Ann Lee", "2026-03-02", "2026-02-01", "1200.5", "Closed Won", "7001"]]),
  ]

  static let surveys: [ProfileSample] = [
    ProfileSample(
      file: "qualtrics.csv", profile: "qualtrics", table: "surveys",
      columns: [
        ("survey_id", .id), ("agent_id", .id), ("answered_on", .date), ("started_at", .datetime),
        ("finished", .flag), ("duration_s", .seconds),
      ],
      rows: [
        ["R_1", "E1", "2026-03-02", "2026-03-02T09:12:58", "true", "62"],
        ["R_2", "E2", "2026-03-02", "2026-03-02T10:12:58", "false", "62"],
      ]),
    ProfileSample(
      file: "qualtrics-legacy.csv", profile: "qualtrics", table: "surveys",
      columns: [
        ("survey_id", .id), ("agent_id", .id), ("answered_on", .date), ("started_at", .datetime),
        ("finished", .flag),
      ],
      rows: [["R_1", "E1", "2026-03-02", "2026-03-02T09:12:58", "true"]]),
    ProfileSample(
      file: "surveymonkey.csv", profile: "surveymonkey", table: "surveys",
      columns: [
        ("survey_id", .id), ("agent_id", .id), ("answered_on", .date), ("started_at", .datetime),
      ],
      rows: [["118", "E1", "2026-03-02", "2026-03-02T15:53:50"]]),
    ProfileSample(
      file: "surveymonkey-older.csv", profile: "surveymonkey", table: "surveys",
      columns: [("survey_id", .id), ("agent_id", .id), ("answered_on", .date)],
      rows: [["118", "E1", "2026-03-31"]]),
    ProfileSample(
      file: "wjx.csv", profile: "wjx", table: "surveys",
      columns: [
        ("survey_id", .id), ("agent_id", .id), ("answered_on", .date), ("duration_s", .seconds),
        ("score", .points),
      ],
      rows: [["1", "E1", "2026-03-02", "62", "5"], ["2", "E2", "2026-03-02", "10", "4"]]),
  ]

  /// Files of no known form, whose columns are known by their names.
  static let generic: [ProfileSample] = [
    ProfileSample(
      file: "generic-zh.csv", profile: "generic", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("talk_s", .seconds),
        ("connected", .flag),
      ],
      rows: [
        ["C1", "0007", "2026-03-02T09:12:58", "143", "true"],
        ["C2", "0007", "2026-03-02T09:20:00", "12360", "false"],
      ]),
    ProfileSample(
      file: "generic-zh-hant.csv", profile: "generic", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("talk_s", .seconds),
        ("connected", .flag),
      ],
      rows: [["C1", "0007", "2026-03-02T09:12:58", "143", "true"]]),
  ]
}
