package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync/atomic"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// How long S3 may take before a caller goes on without it.
const (
	s3Short = 3 * time.Second  // until an answer begins
	s3Long  = 20 * time.Second // for a whole file, or until more of it is read
)

// S3 is a Store in one bucket of an S3 server. The bucket stays private: the
// site itself hands the public files out.
type S3 struct {
	client *minio.Client
	bucket string
	exists atomic.Bool // the bucket has been seen
}

// NewS3 prepares a store at endpoint, an http or https address without a path.
// It asks nothing of the server yet, which may be away when the site starts; the
// bucket is made with the first file or call of Ready.
func NewS3(endpoint, bucket, accessKey, secretKey string) (*S3, error) {
	u, err := url.Parse(endpoint)
	if err != nil {
		return nil, fmt.Errorf("reading the S3 address: %w", err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("reading the S3 address: %q is not like https://s3.example.vn", endpoint)
	}
	transport, err := minio.DefaultTransport(u.Scheme == "https")
	if err != nil {
		return nil, fmt.Errorf("preparing S3: %w", err)
	}
	transport.ResponseHeaderTimeout = s3Short
	client, err := minio.New(u.Host, &minio.Options{
		Creds:      credentials.NewStaticV4(accessKey, secretKey, ""),
		Secure:     u.Scheme == "https",
		Transport:  transport,
		MaxRetries: 1, // none: a visitor waits, and jobs come back by themselves
	})
	if err != nil {
		return nil, fmt.Errorf("preparing S3: %w", err)
	}
	return &S3{client: client, bucket: bucket}, nil
}

// Ready implements Store: it asks the server for the bucket and makes it where
// it is missing.
func (s *S3) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, s3Short)
	defer cancel()
	there, err := s.client.BucketExists(ctx, s.bucket)
	if err != nil {
		return fmt.Errorf("asking S3 for its bucket: %w", err)
	}
	if !there {
		err := s.client.MakeBucket(ctx, s.bucket, minio.MakeBucketOptions{})
		quicker, _ := errors.AsType[minio.ErrorResponse](err) // another process
		if err != nil && quicker.Code != "BucketAlreadyOwnedByYou" {
			return fmt.Errorf("making the S3 bucket: %w", err)
		}
	}
	s.exists.Store(true)
	return nil
}

// Put implements Store.
func (s *S3) Put(ctx context.Context, key string, data []byte) error {
	if err := checkKey("put", key); err != nil {
		return err
	}
	if !s.exists.Load() {
		if err := s.Ready(ctx); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, s3Long)
	defer cancel()
	kind := mime.TypeByExtension(path.Ext(key))
	if kind == "" {
		kind = "application/octet-stream"
	}
	_, err := s.client.PutObject(ctx, s.bucket, key, bytes.NewReader(data), int64(len(data)),
		minio.PutObjectOptions{ContentType: kind, DisableMultipart: true})
	if err != nil {
		return fmt.Errorf("storing %s in S3: %w", key, err)
	}
	return nil
}

// Open implements Store.
func (s *S3) Open(ctx context.Context, key string) (io.ReadCloser, int64, error) {
	if err := checkKey("open", key); err != nil {
		return nil, 0, err
	}
	ctx, cancel := context.WithCancel(ctx)
	idle := time.AfterFunc(s3Long, cancel)
	core := minio.Core{Client: s.client}
	body, info, _, err := core.GetObject(ctx, s.bucket, key, minio.GetObjectOptions{})
	if err != nil {
		idle.Stop()
		cancel()
		return nil, 0, fmt.Errorf("opening %s in S3: %w", key, notExist(err))
	}
	return &s3File{ReadCloser: body, idle: idle, cancel: cancel}, info.Size, nil
}

// s3File gives its request up when nothing was read for s3Long: a slow visitor
// may take longer than that for a whole file.
type s3File struct {
	io.ReadCloser
	idle   *time.Timer
	cancel context.CancelFunc
}

func (f *s3File) Read(buffer []byte) (int, error) {
	f.idle.Reset(s3Long)
	return f.ReadCloser.Read(buffer)
}

func (f *s3File) Close() error {
	f.idle.Stop()
	f.cancel()
	return f.ReadCloser.Close()
}

// Delete implements Store.
func (s *S3) Delete(ctx context.Context, keys ...string) error {
	for _, key := range keys {
		if err := checkKey("delete", key); err != nil {
			return err
		}
		err := s.remove(ctx, key)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("deleting %s in S3: %w", key, err)
		}
	}
	return nil
}

func (s *S3) remove(ctx context.Context, key string) error {
	ctx, cancel := context.WithTimeout(ctx, s3Short)
	defer cancel()
	return notExist(s.client.RemoveObject(ctx, s.bucket, key, minio.RemoveObjectOptions{}))
}

// List implements Store.
func (s *S3) List(ctx context.Context, prefix string) ([]string, error) {
	if err := checkKey("list", strings.TrimSuffix(prefix, "/")); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, s3Long)
	defer cancel()
	var keys []string
	for object := range s.client.ListObjects(ctx, s.bucket, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
		if err := notExist(object.Err); errors.Is(err, fs.ErrNotExist) {
			return nil, nil // no bucket yet
		} else if err != nil {
			return nil, fmt.Errorf("listing %s in S3: %w", prefix, err)
		}
		keys = append(keys, object.Key)
	}
	return keys, nil
}

// notExist adds fs.ErrNotExist to what S3 says of a file or bucket that is not
// there.
func notExist(err error) error {
	if r, ok := errors.AsType[minio.ErrorResponse](err); ok && r.StatusCode == http.StatusNotFound {
		return fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	}
	return err
}
