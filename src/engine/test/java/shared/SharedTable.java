package shared;

/// A class as another library would have it: outside of the engine, and loaded once for all.
public final class SharedTable {
  static final double[] TABLE = {1};
  private int count;

  /// Looks something up.
  public double next() {
    return TABLE[count++ % TABLE.length];
  }
}
