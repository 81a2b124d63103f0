// A table: samples of telephone systems, each in the form that its maker documents.

import MeritModel

extension ProfileSample {
  static let all = calls + threeCX + sales + surveys

  private static let calls: [ProfileSample] = [
    ProfileSample(
      profile: "vicidial", table: "calls",
      text: """
        call_date\tphone_number_dialed\tstatus\tuser\tfull_name\tcampaign_id\tvendor_lead_code\tsource_id\
        \tlist_id\tgmt_offset_now\tphone_code\tphone_number\tcomments\tlength_in_sec\tuser_group\
        \talt_dial\trank\towner\tlead_id
        2026-03-02 09:12:58\t5551230001\tSALE\t0612\tAnn Lee\tAUTO\tV1\t\t998\t-5.00\t1\t5551230001\
        \tlikes "blue"\t143\tTEAMA\tMAIN\t0\t\t1001
        2026-03-02 09:20:00\t5551230002\tNA\tVDAD\tOutbound Auto Dial\tAUTO\tV2\t\t998\t-5.00\t1\
        \t5551230002\t\t0\t\tMAIN\t0\t\t1002

        """,
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("talk_s", .seconds),
        ("status", .text), ("team_id", .id), ("customer_id", .id),
      ],
      rows: [
        [
          "1001 2026-03-02 09:12:58", "0612", "2026-03-02T09:12:58", "143", "SALE", "TEAMA", "V1",
        ],
        ["1002 2026-03-02 09:20:00", "VDAD", "2026-03-02T09:20:00", "0", "NA", "", "V2"],
      ]),
    ProfileSample(
      profile: "asterisk-cdr", table: "calls",
      text: #"""
        "","1001","5551230001","internal","""Ann Lee"" <1001>","SIP/1001-00000001","SIP/trunk-00000002","Dial","SIP/trunk/5551230001,300","2026-03-02 09:12:46","2026-03-02 09:12:58","2026-03-02 09:15:21","155","143","ANSWERED","DOCUMENTATION","1772442766.1",""
        "","1002","5551230002","internal","1002","SIP/1002-00000003","","Dial","","2026-03-02 10:00:00","","2026-03-02 10:00:20","20","0","NO ANSWER","DOCUMENTATION","1772445600.3",""

        """#,
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("answered_at", .datetime),
        ("talk_s", .seconds), ("connected", .flag), ("status", .text),
      ],
      rows: [
        [
          "1772442766.1", "1001", "2026-03-02T09:12:46", "2026-03-02T09:12:58", "143", "true",
          "ANSWERED",
        ],
        ["1772445600.3", "1002", "2026-03-02T10:00:00", "", "0", "false", "NO ANSWER"],
      ]),
    ProfileSample(
      profile: "asterisk-queue-log", table: "calls",
      text: """
        1772442700|NONE|NONE|NONE|QUEUESTART|
        1772442766|1772442765.1|sales|NONE|ENTERQUEUE||5551230001|1
        1772442778|1772442765.1|sales|Agent/1001|CONNECT|12|1772442770.2|5
        1772442900|1772442899.3|sales|NONE|ENTERQUEUE||5551230002|1
        1772442921|1772442765.1|sales|Agent/1001|COMPLETECALLER|12|143|1
        1772442960|1772442899.3|sales|NONE|ABANDON|1|1|60

        """,
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("ended_at", .datetime),
        ("wait_s", .seconds), ("talk_s", .seconds), ("connected", .flag),
      ],
      // 1772442766 is 2026-03-02 09:12:46 UTC, 17:12:46 in Shanghai.
      rows: [
        [
          "1772442765.1-1772442766", "Agent/1001", "2026-03-02T17:12:46", "2026-03-02T17:15:21",
          "12", "143", "true",
        ],
        [
          "1772442899.3-1772442900", "", "2026-03-02T17:15:00", "2026-03-02T17:16:00", "60", "",
          "false",
        ],
      ]),
    ProfileSample(
      profile: "nice-cxone", table: "calls",
      text: """
        Contact_ID,Master_Contact_ID,Contact_Code,media_name,Contact_Name,ANI_Dialnum,Skill_No,Skill_Name,Campaign_No,Campaign_Name,Agent_No,Agent_Name,Team_No,Team_Name,SLA,Start_Date,start_time,PreQueue,InQueue,Agent_Time,PostQueue,Total_Time,Abandon_Time,Abandon,ACW_Seconds,ACW_Time
        1001,1001,0,Call,Sales,5551230001,5001,Sales,300,Main,2501,Ann Lee,70,Team A,1,03/02/2026,09:12:58,5,12,143,0,160,0,N,20,20
        1002,1002,0,Call,Sales,5551230002,5001,Sales,300,Main,,,,,-1,03/02/2026,9:30:00,5,40,0,0,45,40,Y,0,0

        """,
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("wait_s", .seconds),
        ("talk_s", .seconds), ("wrap_s", .seconds), ("abandoned", .flag), ("within_target", .flag),
      ],
      rows: [
        ["1001", "2501", "2026-03-02T09:12:58", "12", "143", "20", "false", "true"],
        ["1002", "", "2026-03-02T09:30:00", "40", "0", "0", "true", ""],
      ]),
    ProfileSample(
      profile: "amazon-connect", table: "calls",
      text: """
        ContactId,Channel,InitiationMethod,InitiationTimestamp,Agent.Username,Agent.ConnectedToAgentTimestamp,Agent.AgentInteractionDuration,Agent.CustomerHoldDuration,Agent.AfterContactWorkDuration,Queue.Name,Queue.Duration,DisconnectTimestamp,LastUpdateTimestamp
        c-1,VOICE,INBOUND,2026-03-02T01:12:46Z,ann,2026-03-02T01:12:58Z,143,0,20,Sales,12,2026-03-02T01:15:21Z,2026-03-02T01:17:00Z

        """,
      columns: [
        ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("answered_at", .datetime),
        ("talk_s", .seconds), ("wrap_s", .seconds), ("wait_s", .seconds), ("direction", .text),
        ("updated_at", .datetime),
      ],
      rows: [
        [
          "c-1", "ann", "2026-03-02T09:12:46", "2026-03-02T09:12:58", "143", "20", "12", "INBOUND",
          "2026-03-02T09:17:00",
        ]
      ]),
    ProfileSample(
      profile: "kf5", table: "calls",
      text: """
        id,type,from,to,alerting_seconds,duration,callduration,connect,agent_id,agent_name,created_at,satisfaction
        7001,呼入,138****0001,4008,12,155,143,1,0007,王小明,2026-03-02 09:12:58,非常满意
        7002,呼出,4008,139****0002,20,20,0,0,0007,王小明,2026-03-02 10:00:00,未评价

        """,
      columns: [
        ("call_id", .id), ("agent_id", .id), ("direction", .choice(["in", "out"])),
        ("started_at", .datetime), ("wait_s", .seconds), ("talk_s", .seconds), ("connected", .flag),
        ("score", .points),
      ],
      rows: [
        ["7001", "0007", "in", "2026-03-02T09:12:58", "12", "143", "true", "5"],
        ["7002", "0007", "out", "2026-03-02T10:00:00", "20", "0", "false", ""],
      ]),
  ]

  private static let threeCXColumns: [(name: String, kind: Kind)] = [
    ("call_id", .id), ("agent_id", .id), ("started_at", .datetime), ("ended_at", .datetime),
    ("status", .text),
  ]

  /// A call that is taken by a queue and then by an extension, among the legs of which another lies.
  private static let threeCX = [
    ProfileSample(
      profile: "3cx-cdr", table: "calls",
      text: """
        historyid,callid,duration,time-start,time-answered,time-end,reason-terminated,from-no,to-no,from-dn,to-dn
        00000149D1,1,00:00:10,2026/03/02 09:12:46,2026/03/02 09:12:48,2026/03/02 09:12:56,ReplacedDst,5551230001,Queue 800,10000,800
        00000149D2,2,00:00:05,2026/03/02 09:12:50,2026/03/02 09:12:51,2026/03/02 09:12:56,TerminatedBySrc,5551230002,Ext.102,10000,102
        00000149D1,1,00:02:23,2026/03/02 09:12:56,2026/03/02 09:12:58,2026/03/02 09:15:21,TerminatedByDst,5551230001,Ext.101,10000,101

        """,
      columns: threeCXColumns,
      rows: [
        ["00000149D2", "102", "2026-03-02T09:12:50", "2026-03-02T09:12:56", "TerminatedBySrc"],
        ["00000149D1", "101", "2026-03-02T09:12:46", "2026-03-02T09:15:21", "TerminatedByDst"],
      ]),
    ProfileSample(
      profile: "3cx-cdr", table: "calls",
      text: """
        Call 1,00000149D1,00:00:10,2026/03/02 09:12:46,2026/03/02 09:12:48,2026/03/02 09:12:56,ReplacedDst,5551230001,Queue 800,10000,800,800,ReplacedDst,Ext.101,101,,,0,,Chain: 5551230001;Queue 800;,LineSet,Queue,Extension,,,Ann Lee,
        Call 1,00000149D1,00:02:23,2026/03/02 09:12:56,2026/03/02 09:12:58,2026/03/02 09:15:21,TerminatedByDst,5551230001,Ext.101,10000,101,800,,Ext.101,101,,,0,,Chain: 5551230001;Queue 800;Ext.101;,LineSet,Extension,Extension,,Ann Lee,Ann Lee,

        """,
      columns: threeCXColumns,
      rows: [
        ["Call 1", "101", "2026-03-02T09:12:46", "2026-03-02T09:15:21", "TerminatedByDst"]
      ]),
  ]
}
