//go:build !linux

package main

import (
	"errors"
	"os/exec"
	"time"
)

var errLinux = errors.New("measuring needs Linux, where a process can be held to a core")

func cores() (site, visitors int, err error) { return 0, 0, errLinux }

func startOn(int, *exec.Cmd) error { return errLinux }

func stayOn(int) error { return errLinux }

func processorTime(int) time.Duration { return 0 }

func residentMegabytes(int) (now, most int) { return 0, 0 }
