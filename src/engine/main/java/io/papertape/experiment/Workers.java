package io.papertape.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Does work that falls into independent parts. The results stand in the order of the parts, so
/// nothing depends on how many threads there are, or on who did which part.
public interface Workers {
  /// One part after the other, on the calling thread.
  Workers ONE =
      new Workers() {
        @Override
        public <T> List<T> all(int parts, IntFunction<T> work) {
          List<T> results = new ArrayList<>();
          for (int part = 0; part < parts; part++) {
            results.add(work.apply(part));
          }
          return results;
        }
      };

  /// Does `work` for 0 to parts − 1, which may happen at the same time.
  <T> List<T> all(int parts, IntFunction<T> work);
}
