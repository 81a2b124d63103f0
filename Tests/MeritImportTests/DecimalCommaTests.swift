import MeritModel
import Testing

@testable import MeritImport

@Test(
  "A decimal comma is told from one between thousands",
  arguments: [
    ("1.234,56", true), ("950,00", true), ("1,5", true), ("-12,50", true), ("1.234,567", true),
    ("1,500", false), ("1,234.56", false), ("1.500", false), ("12", false), ("a,5", false),
    (",5", false),
    ("5,", false), ("1.23,45", false), ("1,234,567", false), ("1234.567,8", false), ("", false),
  ])
func decimalComma(text: String, isOne: Bool) {
  #expect(DecimalComma.isIn(Array(text.utf8)) == isOne)
}

@Test(
  "Signs and codes of the policy's own currency may stand beside amounts, others may not",
  arguments: [
    ("€5", "EUR", true), ("5 €", "EUR", true), ("5 EUR", "EUR", true), ("EUR 5", "EUR", true),
    ("$5", "EUR", false), ("HK$5", "EUR", false), ("£5", "EUR", false), ("5 USD", "EUR", false),
    ("$5", "USD", true), ("US$5", "USD", true), ("US$5", "CAD", false), ("$5", "CAD", true),
    ("¥5", "CNY", true), ("¥5", "JPY", true), ("5元", "CNY", true), ("5円", "CNY", false),
    ("￥5", "CNY", true), ("RMB5", "CNY", true), ("-$5", "EUR", false), ("($5)", "EUR", false),
  ])
func currencies(text: String, currency: String, isOwn: Bool) {
  let cell = Array(text.utf8)
  let scale = NumberScale(.money, unit: nil)
  let read = scale.flatMap { NumberText.read(cell, kind: .money, scale: $0, currency: currency) }
  #expect((read?.value == Exact(5)) == isOwn)
  #expect((CurrencySign.foreign(WidthFolding.folded(cell).text, to: currency) == nil) == isOwn)
}
