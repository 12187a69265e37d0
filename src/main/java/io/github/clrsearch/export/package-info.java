/** Export of networks to ONNX. */
package io.github.clrsearch.export;
