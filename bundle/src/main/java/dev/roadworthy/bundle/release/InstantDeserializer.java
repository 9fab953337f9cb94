package dev.roadworthy.bundle.release;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** An instant in the one form {@code 2027-01-31T12:00:00Z}. */
final class InstantDeserializer extends StdDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    InstantDeserializer() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = json.hasToken(JsonToken.VALUE_STRING) ? json.getText() : "";
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Reported below, like the other forms.
        }
        return context.reportInputMismatch(this, "'%s' is no time; expected for example 2027-01-31T12:00:00Z", text);
    }
}
