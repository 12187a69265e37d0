package io.github.clrsearch.search.space;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Values of a hyperparameter that are words, such as the name of an activation function. The search
 * works with numbers, so each word has one, which depends on the word alone: it is the same in
 * every choice and in every study.
 */
final class Words {
  /** Without the characters that separate values and settings in texts. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.:/+*#@-]{1,64}");

  /** A double holds integers of 53 bits. */
  private static final int SHIFT = 11;

  private Words() {}

  /** The number of a word, an integer in 0 .. 2^53 - 1. */
  static double number(String word) {
    return Seeds.hash(word) >>> SHIFT;
  }

  /** The numbers of words, in their order. */
  static List<Double> numbers(List<String> words) {
    return words.stream().map(Words::number).toList();
  }

  /**
   * The same word.
   *
   * @throws IllegalArgumentException if it is not valid, or reads as a number
   */
  static String checked(String word) {
    if (!WORD.matcher(word).matches() || readsAsNumber(word)) {
      throw new IllegalArgumentException(
          "a word must have 1 to 64 letters, digits or characters of _.:/+*#@- and must not read as a number, but got '%s': rename it"
              .formatted(word));
    }
    return word;
  }

  private static boolean readsAsNumber(String word) {
    try {
      Double.parseDouble(word);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
