/// What venues say, in one vocabulary: a codec turns a frame into feed events and back into
/// nothing else. Codecs are pure: bytes in, events out, no clock and no input or output, so that
/// a recorded frame means today what it meant when it came.
package io.papertape.live.feed;
