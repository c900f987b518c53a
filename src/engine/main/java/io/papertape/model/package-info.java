/// What was learned: features, scalers and coefficient models, and the fits that make them.
///
/// A model is data: a [io.papertape.model.ModelVersion] scores a row of features, without
/// allocation and in a fixed order of sums, the same in training and while trading.
package io.papertape.model;
