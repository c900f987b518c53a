/// What is refused: limits that every order passes before it reaches the exchange.
///
/// A refusal is a value with a reason code, not an exception; the simulation records it as a
/// veto.
package io.papertape.risk;
