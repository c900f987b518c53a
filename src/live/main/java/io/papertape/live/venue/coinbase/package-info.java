/// Coinbase's two feeds: Exchange and Advanced Trade. Both tell the maker's side of a trade, and
/// both answer a subscription with the list of all that is subscribed.
package io.papertape.live.venue.coinbase;
