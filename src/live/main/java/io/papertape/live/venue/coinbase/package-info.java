/// Coinbase's two feeds: Exchange and Advanced Trade. Both tell the maker's side of a trade, which
/// is turned round here, and both answer a subscription with the list of all that is subscribed.
/// Neither numbers the changes of a book.
package io.papertape.live.venue.coinbase;
