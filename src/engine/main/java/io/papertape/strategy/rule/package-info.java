/// Strategies stated in words instead of Java: features, conditions and decision rules.
///
/// An expression is read once into a tree ([Expression]), checked, and bound to each instrument
/// as a tree of nodes that gives a `double` a bar without allocation. What is not known yet is
/// NaN and makes no condition hold.
package io.papertape.strategy.rule;
