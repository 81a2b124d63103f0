// A table: what a policy's columns hold of each sample.

import Foundation
import MeritModel

extension ProfileSample {
  static let all = dialers + asterisk + threeCX + centres + sales + surveys + generic

  private static let dialers: [ProfileSample] = [
    ProfileSample(
      file: "vicidial.txt", profile: "vicidial", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("name", .text), ("started_at", .datetime),
        ("duration_s", .seconds), ("status", .text), ("team_id", .id), ("campaign", .text),
        ("phone", .text), ("customer_id", .id),
      ],
      rows: [
        [
          "1001 2026-03-02 09:12:58", "0612", "Ann Lee", "2026-03-02T09:12:58", "143", "SALE",
          "TEAMA", "AUTO", "5551230001", "V1",
        ],
        [
          "1002 2026-03-02 09:20:00", "VDAD", "Outbound Auto Dial", "2026-03-02T09:20:00", "0",
          "NA", "", "AUTO", "5551230002", "V2",
        ],
      ]),
    ProfileSample(
      file: "vicidial-extended.txt", profile: "vicidial", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("duration_s", .seconds), ("wait_s", .seconds),
        ("wrap_s", .seconds),
      ],
      rows: [["1772442778.1", "0612", "143", "12", "25"]]),
  ]

  private static let asterisk: [ProfileSample] = [
    cdr(
      "16", ids: ["2026-03-02 09:12:46 SIP/1001-00000001", "2026-03-02 10:00:00 SIP/1002-00000003"]),
    cdr("18", ids: ["1772442766.1", "1772445600.3"]),
    cdr("21", ids: ["1772442766.1", "1772445600.3"]),
    ProfileSample(
      file: "asterisk-queue-log.txt", profile: "asterisk-queue-log", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("queue", .text), ("started_at", .datetime),
        ("answered_at", .datetime), ("ended_at", .datetime), ("wait_s", .seconds),
        ("talk_s", .seconds), ("connected", .flag), ("status", .text), ("rings", .count),
      ],
      // 1772442766 is 2026-03-02 09:12:46 UTC, 17:12:46 in Shanghai.
      rows: [
        [
          "1772442765.1-1772442766", "Agent/1001", "sales", "2026-03-02T17:12:46",
          "2026-03-02T17:12:58", "2026-03-02T17:15:21", "12", "143", "true", "answered", "1",
        ],
        [
          "1772442899.3-1772442900", "", "sales", "2026-03-02T17:15:00", "",
          "2026-03-02T17:16:00", "60", "", "false", "abandoned", "0",
        ],
        [
          "1772442999.5-1772443000", "Agent/1001", "sales", "2026-03-02T17:16:40",
          "2026-03-02T17:16:48", "2026-03-02T17:18:20", "8", "92", "true", "transferred", "0",
        ],
      ]),
  ]

  /// A call that was answered and one that was not, with so many columns.
  private static func cdr(_ columns: String, ids: [String]) -> ProfileSample {
    ProfileSample(
      file: "asterisk-cdr-\(columns).csv", profile: "asterisk-cdr", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("answered_at", .datetime),
        ("ended_at", .datetime), ("duration_s", .seconds), ("talk_s", .seconds),
        ("connected", .flag), ("status", .text), ("phone", .text),
      ],
      rows: [
        [
          ids[0], "1001", "2026-03-02T09:12:46", "2026-03-02T09:12:58", "2026-03-02T09:15:21",
          "155", "143", "true", "ANSWERED", "5551230001",
        ],
        [
          ids[1], "1002", "2026-03-02T10:00:00", "", "2026-03-02T10:00:20", "20", "0", "false",
          "NO ANSWER", "5551230002",
        ],
      ])
  }

  /// A call that is taken by a queue and then by an extension, among the legs of which another
  /// lies; and one of the next day that bears the number of the first.
  private static let threeCX = ["3cx-cdr.csv", "3cx-cdr-no-header.csv"].map { file in
    ProfileSample(
      file: file, profile: "3cx-cdr", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("name", .text), ("started_at", .datetime),
        ("answered_at", .datetime), ("ended_at", .datetime), ("duration_s", .seconds),
        ("status", .text), ("phone", .text),
      ],
      rows: [
        [
          "00000149D1A64F02_2", "102", "Bo Chen", "2026-03-02T09:12:50", "2026-03-02T09:12:51",
          "2026-03-02T09:12:56", "5", "TerminatedBySrc", "5551230002",
        ],
        [
          "00000149D1A64EAC_1", "101", "Ann Lee", "2026-03-02T09:12:46", "2026-03-02T09:12:48",
          "2026-03-02T09:15:21", "10", "TerminatedByDst", "5551230001",
        ],
        [
          "00000149F7700001_1", "101", "Ann Lee", "2026-03-03T08:00:00", "2026-03-03T08:00:10",
          "2026-03-03T08:00:40", "30", "TerminatedBySrc", "5551230003",
        ],
      ])
  }

  private static let centres: [ProfileSample] = [
    ProfileSample(
      file: "nice-cxone.csv", profile: "nice-cxone", table: "calls",
      columns: [
        ("call_id", .id), ("master_id", .id), ("agent_id", .id), ("name", .text), ("team_id", .id),
        ("queue", .id), ("campaign", .id), ("started_at", .datetime), ("wait_s", .seconds),
        ("talk_s", .seconds), ("wrap_s", .seconds), ("abandoned", .flag), ("within_target", .flag),
        ("phone", .text),
      ],
      rows: [
        [
          "1001", "1001", "2501", "Ann Lee", "70", "5001", "300", "2026-03-02T09:12:58", "12",
          "143", "20", "false", "true", "5551230001",
        ],
        [
          "1002", "1002", "", "", "", "5001", "300", "2026-03-02T09:30:00", "40", "0", "0", "true",
          "", "5551230002",
        ],
        [
          "1003", "1001", "2501", "Ann Lee", "70", "5001", "300", "2026-12-31T23:59:59", "90",
          "60", "15", "false", "false", "5551230001",
        ],
      ]),
    ProfileSample(
      file: "amazon-connect.csv", profile: "amazon-connect", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("queue", .text), ("direction", .text),
        ("channel", .text), ("started_at", .datetime), ("answered_at", .datetime),
        ("ended_at", .datetime), ("updated_at", .datetime), ("talk_s", .seconds),
        ("hold_s", .seconds), ("wrap_s", .seconds), ("wait_s", .seconds), ("phone", .text),
      ],
      rows: [
        [
          "c-1", "ann", "Sales", "INBOUND", "VOICE", "2026-03-02T09:12:46", "2026-03-02T09:12:58",
          "2026-03-02T09:15:21", "2026-03-02T09:17:00", "143", "7", "20", "12", "+15551230001",
        ]
      ]),
    ProfileSample(
      file: "amazon-connect-data-lake.csv", profile: "amazon-connect", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("queue", .text), ("direction", .text),
        ("channel", .text), ("started_at", .datetime), ("answered_at", .datetime),
        ("ended_at", .datetime), ("phone", .text),
      ],
      rows: [
        [
          "c-1", "ann", "Sales", "INBOUND", "VOICE", "2026-03-02T09:12:46", "2026-03-02T09:12:58",
          "2026-03-02T09:15:21", "+15551230001",
        ]
      ]),
    ProfileSample(
      file: "kf5.csv", profile: "kf5", table: "calls",
      columns: [
        ("call_id", .id), ("agent_id", .id), ("name", .text),
        ("direction", .choice(["in", "out"])),
        ("started_at", .datetime), ("wait_s", .seconds), ("talk_s", .seconds),
        ("duration_s", .seconds), ("connected", .flag), ("phone", .text),
      ],
      rows: [
        [
          "17", "0733", "王小明", "in", "2026-03-02T09:12:58", "12", "131", "143", "true",
          "1862831****",
        ],
        [
          "18", "0733", "王小明", "out", "2026-03-02T10:00:00", "20", "0", "20", "false",
          "01082167014",
        ],
      ]),
  ]
}
