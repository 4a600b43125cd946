package standin

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"time"
)

// Door is a stand-in that listens.
type Door struct {
	URL   string
	Roots *x509.CertPool // that its certificate comes from; nil without TLS
	srv   *http.Server
}

// Serve opens the door on a listener, which must be on this machine: a stand-in has public passwords.
func Serve(l net.Listener, h http.Handler) (*Door, error) { return serve(l, h, nil, nil) }

// ServeTLS is Serve with a certificate made for it, valid from now until a time; one in the past is expired.
func ServeTLS(l net.Listener, h http.Handler, until time.Time) (*Door, error) {
	cert, roots, err := certificate(until)
	if err != nil {
		return nil, err
	}
	return serve(l, h, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}, roots)
}

// ServeMutual is ServeTLS with a certificate of an Authority, and asks who calls for one of it.
func ServeMutual(l net.Listener, h http.Handler, a *Authority) (*Door, error) {
	cert, err := a.issue("Stand-in", time.Now().Add(24*time.Hour), x509.ExtKeyUsageServerAuth)
	if err != nil {
		return nil, err
	}
	return serve(l, h, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12,
		ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: a.Roots}, a.Roots)
}

func serve(l net.Listener, h http.Handler, conf *tls.Config, roots *x509.CertPool) (*Door, error) {
	addr, ok := l.Addr().(*net.TCPAddr)
	if !ok || !addr.IP.IsLoopback() {
		return nil, errors.New("a stand-in listens on this machine only")
	}
	d := &Door{URL: "http://" + addr.String(), Roots: roots, srv: &http.Server{Handler: h,
		ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}}
	if conf != nil {
		d.URL, l = "https://"+addr.String(), tls.NewListener(l, conf)
	}
	go func() { _ = d.srv.Serve(l) }()
	return d, nil
}

// Close ends it.
func (d *Door) Close() error { return d.srv.Close() }

// certificate signs itself, for loopback.
func certificate(until time.Time) (tls.Certificate, *x509.CertPool, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	t := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Stand-in"},
		NotBefore: until.Add(-time.Hour), NotAfter: until, IsCA: true, BasicConstraintsValid: true,
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}}
	raw, err := x509.CreateCertificate(rand.Reader, t, t, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	leaf, err := x509.ParseCertificate(raw)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key, Leaf: leaf}, roots, nil
}
