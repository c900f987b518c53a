/// What is asked of the market: orders, their side, size and time in force.
///
/// Everything here is an immutable value; what becomes of an order is told in `execution`.
package io.papertape.order;
