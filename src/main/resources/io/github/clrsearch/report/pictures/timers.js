// What the chart library expects of the world around it: time, which here does not pass.

var self = this;
function setTimeout() {
  return 0;
}
function clearTimeout() {}
