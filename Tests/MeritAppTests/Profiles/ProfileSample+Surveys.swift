// A table: samples of sales systems and survey tools, each in the form that its maker documents.

import MeritModel

extension ProfileSample {
  static let sales: [ProfileSample] = [
    ProfileSample(
      profile: "salesforce-report", table: "sales",
      text: """
        "Opportunity ID","Opportunity Name","Stage","Close Date","Amount","Opportunity Owner"
        "0061x00000AbCdE","Acme, renewal","Closed Won","3/2/2026","1200.50","Ann Lee"
        "0061x00000AbCdF","Beta","Closed Lost","3/31/2026","80.00","Bo Chen"

        "Deals of March"
        "Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."

        """,
      columns: [
        ("sale_id", .id), ("agent_id", .id), ("closed_on", .date), ("amount", .money),
        ("status", .text),
      ],
      rows: [
        ["0061x00000AbCdE", "Ann Lee", "2026-03-02", "1200.5", "Closed Won"],
        ["0061x00000AbCdF", "Bo Chen", "2026-03-31", "80", "Closed Lost"],
      ]),
    ProfileSample(
      profile: "salesforce-data-loader", table: "sales",
      text: """
        "ID","NAME","STAGENAME","AMOUNT","CLOSEDATE","OWNERID","CREATEDDATE","ACCOUNTID"
        "0061x00000AbCdEAAV","Acme, renewal","Closed Won","1200.5","2026-03-02","0051x000001AAAA","2026-02-28T20:00:00.000Z","0011x000002BBBB"

        """,
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
      profile: "hubspot-deals", table: "sales",
      text: """
        Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Pipeline
        9001,Acme,Closed Won,2026-03-02 17:20,Ann Lee (ann@example.com),1200.50,2026-02-01 08:00,Sales

        """,
      columns: [
        ("sale_id", .id), ("agent_id", .id), ("closed_on", .date), ("amount", .money),
        ("status", .text),
      ],
      rows: [["9001", "Ann Lee (ann@example.com)", "2026-03-02", "1200.5", "Closed Won"]]),
  ]

  static let surveys: [ProfileSample] = [
    ProfileSample(
      profile: "qualtrics", table: "surveys",
      text: #"""
        StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,ExternalReference,Q1
        Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,External Data Reference,"How satisfied are you?"
        "{""ImportId"":""startDate"",""timeZone"":""Asia/Shanghai""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}","{""ImportId"":""ipAddress""}","{""ImportId"":""progress""}","{""ImportId"":""duration""}","{""ImportId"":""finished""}","{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""externalDataReference""}","{""ImportId"":""QID1""}"
        2026-03-02 09:12:58,2026-03-02 09:14:00,0,192.0.2.1,100,62,1,2026-03-02 09:14:01,R_1,E1,4

        """#,
      columns: [
        ("survey_id", .id), ("agent_id", .id), ("answered_on", .date), ("finished", .flag),
        ("score", .points), ("duration_s", .seconds),
      ],
      rows: [["R_1", "E1", "2026-03-02", "true", "4", "62"]]),
    ProfileSample(
      profile: "qualtrics", table: "surveys",
      text: """
        V1,V2,V3,V4,V8,V9,V10
        ResponseID,ResponseSet,Name,ExternalDataReference,StartDate,EndDate,Finished
        R_1,Default,,E1,2026-03-02 09:12:58,2026-03-02 09:14:00,1

        """,
      columns: [
        ("survey_id", .id), ("agent_id", .id), ("answered_on", .date), ("finished", .flag),
      ],
      rows: [["R_1", "E1", "2026-03-02", "true"]]),
    ProfileSample(
      profile: "surveymonkey", table: "surveys",
      text: """
        Respondent ID,Collector ID,Date Created,Date Modified,IP Address,Email Address,First Name,Last Name,Custom Data 1,How satisfied are you?
        ,,,,,,,,,Response
        118,77,03/02/2026 03:53:50 PM,03/02/2026 03:55:02 PM,192.0.2.1,,,,E1,4

        """,
      columns: [
        ("survey_id", .id), ("agent_id", .id), ("answered_on", .date), ("started_at", .datetime),
      ],
      rows: [["118", "E1", "2026-03-02", "2026-03-02T15:53:50"]]),
    ProfileSample(
      profile: "wjx", table: "surveys",
      text: """
        序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您对服务满意吗？,总分
        1,2026/3/2 9:12:58,62秒,链接,E1,192.0.2.1(上海-上海),5,5

        """,
      columns: [
        ("survey_id", .id), ("agent_id", .id), ("answered_on", .date), ("duration_s", .seconds),
        ("score", .points),
      ],
      rows: [["1", "E1", "2026-03-02", "62", "5"]]),
  ]
}
