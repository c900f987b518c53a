package io.papertape.market;

/// Kind of instrument; decides the defaults an import assumes.
public enum AssetClass {
  EQUITY,
  FX,
  CRYPTO,
  FUTURE,
  INDEX
}
