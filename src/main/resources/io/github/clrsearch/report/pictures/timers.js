// Timers, which the chart library expects. Here they never fire.

var self = this;
function setTimeout() {
  return 0;
}
function clearTimeout() {}
