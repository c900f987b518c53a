/// What would have happened: the simulated exchange with its fill rules, costs and order book of
/// our own resting orders.
///
/// The exchange meets orders with market data that begins at or after their arrival. What it
/// needs to know of the account it asks through [Portfolio][io.papertape.execution.Portfolio].
package io.papertape.execution;
