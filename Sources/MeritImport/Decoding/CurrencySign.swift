/// A sign or word that exports write before or behind an amount to name its currency.
struct CurrencySign {
  let bytes: [UInt8]
  /// The currencies that it stands for, by ISO 4217.
  private let currencies: Set<String>

  private init(_ text: String, _ currencies: String) {
    bytes = Array(text.utf8)
    self.currencies = Set(currencies.split(separator: " ").map(String.init))
  }

  /// Says whether it may stand beside amounts of a currency; nil is any.
  func isOf(_ currency: String?) -> Bool { currency.map(currencies.contains) ?? true }

  private static let dollars =
    "USD AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD"
    + " TWD ARS UYU XCD"
  private static let yuan = "CNY TWD HKD MOP"

  /// Those that stand before; longer ones first, since some begin like others.
  static let before =
    [
      CurrencySign("HK$", "HKD"), CurrencySign("NT$", "TWD"), CurrencySign("US$", "USD"),
      CurrencySign("$", dollars), CurrencySign("¥", "CNY JPY"), CurrencySign("€", "EUR"),
      CurrencySign("£", "GBP EGP FKP GIP LBP SHP SYP"), CurrencySign("₩", "KRW KPW"),
      CurrencySign("₹", "INR"), CurrencySign("RMB", "CNY"),
    ] + codes

  /// Those that stand behind.
  static let behind =
    [
      CurrencySign("元", yuan), CurrencySign("圆", yuan), CurrencySign("円", "JPY"),
      CurrencySign("€", "EUR"), CurrencySign("$", dollars),
    ] + codes

  /// The codes that exports are seen with.
  private static let codes =
    "AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS INR JPY KRW MXN NOK NZD PLN SEK SGD THB TRY TWD USD ZAR"
    .split(separator: " ").map { CurrencySign(String($0), String($0)) }

  /// The sign or word of a text that is of another currency; nil where there is none.
  static func foreign(_ text: [UInt8], to currency: String) -> CurrencySign? {
    let digits = text.drop { $0 == 32 || $0 == 45 || $0 == 43 || $0 == 40 }
    let end = text.lastIndex { $0 != 32 && $0 != 45 && $0 != 41 }.map { text[...$0] } ?? []
    let found =
      before.first { digits.starts(with: $0.bytes) }
      ?? behind.first { end.suffix($0.bytes.count).elementsEqual($0.bytes) }
    return found.flatMap { $0.isOf(currency) ? nil : $0 }
  }
}
