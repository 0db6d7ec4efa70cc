@echo off
setlocal
set "HIPAY_ECR_NODE=node"
if exist "%~dp0node.exe" set "HIPAY_ECR_NODE=%~dp0node.exe"
"%HIPAY_ECR_NODE%" "%~dp0launcher.mjs" %*
exit /b %errorlevel%
