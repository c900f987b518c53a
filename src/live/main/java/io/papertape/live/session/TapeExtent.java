package io.papertape.live.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.live.tape.Disk;
import io.papertape.live.tape.Disk.DiskFile;
import io.papertape.live.tape.TapeCut;
import io.papertape.live.tape.TapeReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a tape goes, and how far it once went as far as anything tells of that. A tape does not
/// say where it ended: moments that are gone from its end are missed only if something else names
/// them, which are entries of the journal, snapshots, and how the session last stood.
///
/// @param there    moments on it
/// @param told     the most that snapshots and the last status tell of; 0 if there are none
/// @param isClosed whether its last whole record says that all before it was durable
/// @param rest     what stands behind that record
public record TapeExtent(long there, long told, boolean isClosed, Optional<TapeCut> rest) {
  /// Of a tape of which nothing else tells.
  static final TapeExtent UNKNOWN = new TapeExtent(0, 0, false, Optional.empty());

  private static final Pattern SNAPSHOT = Pattern.compile("([0-9]{18})\\.snapshot");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Moments that were durable, are told of, and are gone.
  public long lost() {
    return Math.max(0, told - there);
  }

  /// True if something was put behind the end of a tape that had been closed. No crash does that.
  public boolean isAddedTo() {
    return isClosed && rest.isPresent();
  }

  /// @param tape that has been read to its end
  static TapeExtent of(TapeReader tape, long told) {
    return new TapeExtent(tape.moments(), told, tape.endsWithMark(), tape.unread());
  }

  /// The most moments that the files beside the journal tell of.
  static long told(Disk record) {
    try {
      long most = 0;
      for (String name : record.names()) {
        Matcher snapshot = SNAPSHOT.matcher(name);
        if (snapshot.matches()) {
          most = Math.max(most, Long.parseLong(snapshot.group(1)));
        } else if (name.equals(LastStatus.NAME)) {
          most = Math.max(most, ofStatus(record));
        }
      }
      return most;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ofStatus(Disk record) {
    try (DiskFile file = record.open(LastStatus.NAME)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
      while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
        // the next part
      }
      return Math.max(0, JSON.readTree(bytes.array()).path("moments").asLong());
    } catch (IOException _) {
      return 0; // it may be deleted, or be nonsense
    }
  }
}
