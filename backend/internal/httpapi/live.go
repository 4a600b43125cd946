package httpapi

import "github.com/gin-gonic/gin"

// livePath is where a browser connects its socket.
const livePath = "/api/v1/live"

// serveLive GET /api/v1/live: the WebSocket of one browser.
func (h *handlers) serveLive(c *gin.Context) { h.Hub.Serve(c.Writer, c.Request, actorOf(c)) }
