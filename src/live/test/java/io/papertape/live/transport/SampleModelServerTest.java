package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server that docs/models.md gives for trying a remote model out.
class SampleModelServerTest {
  private static final String QUESTION =
      "{\"inputs\":[{\"name\":\"features\",\"datatype\":\"FP64\",\"shape\":[2,3],"
          + "\"data\":[1,2,3,4,5,6]}]}";

  @TempDir private Path folder;

  private static String sample(int port) throws IOException {
    Path docs = Path.of(System.getProperty("papertape.root", "../.."), "docs/models.md");
    String text = Files.readString(docs);
    int from = text.indexOf("```python\n") + "```python\n".length();
    return text.substring(from, text.indexOf("```", from)).replace("8600", Integer.toString(port));
  }

  private static boolean hasPython() throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /// In two parts the second would wait for an acknowledgement, which takes 40 ms.
  @Test
  void itAnswersRightAndInOnePart() throws Exception {
    assumeTrue(hasPython(), "Skipped: there is no python3");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path file = Files.writeString(folder.resolve("server.py"), sample(port));
    Process server =
        new ProcessBuilder(List.of("python3", file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try (Socket socket = connected(port)) {
      for (int question = 0; question < 3; question++) {
        String answer = asked(socket);
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(answer).endsWith("\"shape\": [2], \"data\": [6, 15]}]}");
      }
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static Socket connected(int port) throws IOException, InterruptedException {
    for (int turn = 0; ; turn++) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (ConnectException e) {
        if (turn == 1_000) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }

  /// What comes at once.
  private static String asked(Socket socket) throws IOException {
    String request =
        "POST /v2/models/momentum/infer HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(QUESTION.length(), QUESTION);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[1 << 16];
    int length = in.read(bytes);
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
