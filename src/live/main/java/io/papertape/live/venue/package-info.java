/// The venues: where they are, what they are asked and in which words, what they allow. Market
/// data only: there is no key here and nothing that could send an order. Each venue has a package
/// of its own below this one.
package io.papertape.live.venue;
