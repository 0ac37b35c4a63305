// Shared by all tabs of the browser: holds the one event stream and hands its messages on.
const CLOSED = 2
const RETRY_AFTER = 5000
const ports = new Set()
let stream = null
let live = false
let retry = 0

function tell(message) {
  for (const port of ports) port.postMessage(message)
}

function setLive(value) {
  if (live !== value) {
    live = value
    tell({ live })
  }
}

function open(address) {
  clearTimeout(retry)
  stream = new EventSource(address)
  stream.onmessage = event => {
    setLive(true)
    tell(JSON.parse(event.data))
  }
  stream.onerror = () => {
    setLive(false)
    // the browser gives up for good when the server answers with an error, as it does while it starts
    if (stream && stream.readyState === CLOSED) {
      clearTimeout(retry)
      retry = setTimeout(() => { if (stream && ports.size > 0) open(address) }, RETRY_AFTER)
    }
  }
}

function close() {
  clearTimeout(retry)
  stream?.close()
  stream = null
  setLive(false)
}

onconnect = event => {
  const port = event.ports[0]
  port.onmessage = ({ data }) => {
    if (data.leave) ports.delete(port)
    if (data.close) close()
    if (data.open) {
      ports.add(port)
      if (stream && stream.readyState !== CLOSED) {
        port.postMessage({ live })
        if (live) port.postMessage({ t: 'hello', d: {} })
      } else {
        open(data.open)
      }
    }
  }
}
