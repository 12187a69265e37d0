package io.github.clrsearch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.clrsearch.data.Digests;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML file of a page: a template with style, scripts and data. Scripts create every element and
 * set every text, so no text of a study is ever parsed as HTML. The content security policy allows
 * no other scripts and no requests.
 */
final class PageHtml {
  /** More digits than a chart can show or a reader needs. */
  private static final MathContext DIGITS = new MathContext(7);

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String TEMPLATE = PageScripts.read("report.html");
  private static final String STYLE = PageScripts.read("report.css");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY)
          .registerModule(
              new SimpleModule()
                  .addSerializer(Double.class, new Rounded())
                  .addSerializer(double.class, new Rounded()));

  private PageHtml() {}

  static byte[] of(Record data) {
    String charts = PageScripts.echarts();
    String page = PageScripts.page();
    Map<String, String> parts =
        Map.of(
            "policy", policy(charts, page),
            "style", STYLE,
            "data", json(data),
            "echarts", charts,
            "page", page);
    return PLACE
        .matcher(TEMPLATE)
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))))
        .getBytes(UTF_8);
  }

  /** Allows only these scripts, and images embedded in the page. */
  private static String policy(String... scripts) {
    StringBuilder allowed = new StringBuilder();
    for (String script : scripts) {
      allowed.append(" 'sha256-").append(sha256(script)).append("'");
    }
    return "default-src 'none'; script-src%s; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
        .formatted(allowed);
  }

  private static String sha256(String text) {
    return Base64.getEncoder().encodeToString(Digests.sha256().digest(text.getBytes(UTF_8)));
  }

  /** JSON with the characters escaped that could end its script element. */
  static String json(Record data) {
    try {
      return JSON.writeValueAsString(data)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and strings is always JSON", e);
    }
  }

  /** Rounds numbers; writes null for NaN and infinity. */
  private static final class Rounded extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        to.writeNumber(new BigDecimal(value).round(DIGITS).doubleValue());
      } else {
        to.writeNull();
      }
    }
  }
}
