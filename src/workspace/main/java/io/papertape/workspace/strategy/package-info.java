/// Strategies as folders: what one trades, with which parameters, code, model and assumptions.
///
/// All strategies, the bundled ones too, are loaded from their folder by one loader.
package io.papertape.workspace.strategy;
