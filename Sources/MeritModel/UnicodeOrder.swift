/// Says whether a text stands before another in Unicode order: by the values of their scalars, with no
/// regard to language or accents, so that everybody's lists have the same order.
///
/// The bytes of UTF-8 are in the order of the scalars, and comparing them decodes nothing.
package func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
