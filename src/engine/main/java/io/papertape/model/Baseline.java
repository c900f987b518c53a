package io.papertape.model;

/// What the lab measured when the model was made; what it does later is compared with this.
///
/// @param inSample on the rows the model was fitted to
/// @param holdout  on the last part of the window, by a model of the rows before it with the same
///     penalty, which was chosen without the holdout
/// @param luck     whether the rank correlation in the holdout could be luck
public record Baseline(FitFigures inSample, FitFigures holdout, ShiftTest luck) {}
