/// Somebody or something that a figure belongs to.
enum Subject: Hashable {
  case employee(String)
  case team(String)
  case department(String)
  case company
  case reports(String)
  case organisation(String)
  case customer(String)

  var scope: String {
    switch self {
    case .employee: return "employee"
    case .team: return "team"
    case .department: return "department"
    case .company: return "company"
    case .reports: return "reports"
    case .organisation: return "organisation"
    case .customer: return "customer"
    }
  }

  var id: String {
    switch self {
    case .employee(let id), .team(let id), .department(let id), .reports(let id),
      .organisation(let id), .customer(let id):
      return id
    case .company: return "company"
    }
  }
}
