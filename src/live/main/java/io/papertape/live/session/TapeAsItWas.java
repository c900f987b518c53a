package io.papertape.live.session;

import io.papertape.live.tape.TapeMoment;
import io.papertape.live.tape.TapeReader;
import io.papertape.model.ModelAnswer;
import io.papertape.model.RemoteVersion;
import io.papertape.simulation.RunView;
import java.util.Optional;

/// The moments of a tape, with nothing left out.
record TapeAsItWas(TapeReader tape) implements SessionSource.Moments {
  @Override
  public void begin(RunView run) {
    // nobody looks
  }

  @Override
  public Optional<TapeMoment> next() {
    return tape.next();
  }

  @Override
  public ModelAnswer answer(RemoteVersion version, double[][] rows) {
    return TapedAnswers.required(tape, version, rows);
  }
}
