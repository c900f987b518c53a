/// What is owned: cash, positions and their lots, equity, and what the account can carry.
///
/// All sums are exact. Equity is cash plus the value of the positions at their last marks; each
/// value is rounded once, so the sum does not depend on its order.
package io.papertape.account;
