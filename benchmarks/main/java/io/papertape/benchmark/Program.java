package io.papertape.benchmark;

/// A program that a workload measures.
///
/// @param method of the benchmark class, or a name of its own where JMH does not measure
/// @param column under which its figure stands
record Program(String method, Column column) {
  /// Columns of the table.
  enum Column {
    PAPERTAPE("papertape"),
    TA4J_DOUBLE("ta4j double"),
    TA4J_DECIMAL("ta4j decimal"),
    HAND_LOOP("hand loop"),
    PLAIN("plain program"),
    /// Measured to take the cost of another one apart.
    PART("part");

    private final String title;

    Column(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static Program papertape(String method) {
    return new Program(method, Column.PAPERTAPE);
  }

  static Program of(String method, Column column) {
    return new Program(method, column);
  }
}
