/// Market data by FIX, of a venue that a file describes: what to ask for (MarketDataRequest), and
/// what the texts of snapshots, incremental refreshes and refusals mean. Nothing here connects, and
/// nothing here or in what connects knows a message with an order.
package io.papertape.live.venue.fix;
