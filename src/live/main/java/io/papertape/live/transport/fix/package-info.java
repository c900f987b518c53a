/// Sessions of FIX over QuickFIX/J, which is optional: without `quickfixj-core` on the class path
/// everything but this package works. Of its messages none is used that could hold an order: the
/// jars with classes for them are not fetched, and what is sent is a request for market data.
package io.papertape.live.transport.fix;
